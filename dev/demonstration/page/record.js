import {formatTime} from './player/time.js';
import {Stories} from './story.js';
import {Tail} from './tail.js';

const PAUSE_MS = 250;
/** Longer than any seek takes to be told of. */
const SILENCE_MS = 3000;
/** So long the last bytes of an answer may be on their way when nothing else is looked for. */
const PATIENCE_MS = 20_000;

/** One seek, by one of those that can: what was asked, and all that is known of it by now. */
class Seek {
  story = null;
  sent = null;
  answers = 0;
  firstByte = null;
  firstPicture = null;
  begunAt = performance.now();

  constructor(by, asked, url, lastStory) {
    Object.assign(this, {by, asked, url: new URL(url, location.href), lastStory});
  }

  get begin() {
    return this.story?.begin ?? this.shownFrom ?? null;
  }

  get way() {
    if (this.story) {
      return this.story.way;
    }
    if (this.by !== 'tsmp4java') {
      return '–';
    }
    if (this.url.search === '') {
      return 'the whole file';
    }
    return performance.now() - this.begunAt < SILENCE_MS ? '…' : 'the browser had it still, and asked nobody';
  }

  hasPicture() {
    this.firstPicture = performance.now() - this.begunAt;
  }
}

/** All seeks of this page, and what the server says of them. */
export class Record {
  #seeks = [];
  #stories = new Stories();
  #story = new Tail('story.txt');
  #sent = new Tail('sent.log');
  #elements;
  #movie;
  #until = 0;
  #isReading = false;

  constructor(elements, movie) {
    this.#elements = elements;
    this.#movie = movie;
  }

  /** What the server said before this page was opened. */
  async open() {
    await this.#read();
  }

  begin(by, asked, url) {
    const seek = new Seek(by, asked, url, this.#stories.last);
    this.#seeks.unshift(seek);
    this.draw();
    this.follow();
    return seek;
  }

  /** Reads on for a while. */
  async follow() {
    this.#until = performance.now() + PATIENCE_MS;
    if (this.#isReading) {
      return;
    }
    this.#isReading = true;
    while (performance.now() < this.#until) {
      await this.#read().catch(() => {});
      this.draw();
      await new Promise(done => setTimeout(done, PAUSE_MS));
    }
    this.#isReading = false;
  }

  async #read() {
    (await this.#story.lines()).forEach(line => this.#stories.take(line));
    for (const seek of this.#seeks.filter(each => each.by === 'tsmp4java')) {
      // The story has the URL at the origin.
      const path = seek.url.pathname.replace(/^\/video\//, '/media/');
      seek.story ??= this.#stories.find(path, seek.url.searchParams.get('start') ?? '', seek.lastStory)
        ?? null;
    }
    for (const line of await this.#sent.lines()) {
      this.#count(JSON.parse(line));
    }
  }

  #count(answer) {
    const seek = this.#seeks.find(each => each.url.href === new URL(answer.url).href);
    if (seek) {
      seek.firstByte ??= answer.firstByte >= 0 ? answer.firstByte : null;
      seek.sent += answer.bytes;
      seek.answers++;
    }
  }

  draw() {
    const last = this.#seeks.find(seek => seek.by === 'tsmp4java');
    show(this.#elements.facts, last ? facts(last, this.#movie) : []);
    show(this.#elements.rows, this.#seeks.map(row));
  }
}

/** Only what has changed, since a screen reader says it. */
function show(element, parts) {
  parts.forEach((each, i) => {
    const there = element.children[i];
    if (!there) {
      element.append(each);
    } else if (!there.isEqualNode(each)) {
      there.replaceWith(each);
    }
  });
  while (element.children.length > parts.length) {
    element.lastChild.remove();
  }
}

function facts(seek, movie) {
  const {story} = seek;
  const isExact = seek.url.searchParams.get('exact') === '1';
  return [
    fact('Asked for', seconds(seek.asked)),
    fact(isExact ? 'Playback begins at' : 'Key frame chosen', seconds(seek.begin)),
    fact('File', bytes(movie.size)),
    fact('Skipped', bytes(story?.skipped)),
    fact('Answer', bytes(story?.size)),
    fact('Sent by now', bytes(seek.sent)),
    fact('First byte', ms(story?.firstByte)),
    fact('First picture', ms(seek.firstPicture)),
    fact('Path', seek.way, 'wide'),
    fact('Address', seek.url.href, 'wide'),
  ];
}

function fact(name, value, kind = '') {
  const element = document.createElement('div');
  element.className = kind;
  element.append(Object.assign(document.createElement('dt'), {textContent: name}),
    Object.assign(document.createElement('dd'), {textContent: value}));
  return element;
}

function row(seek) {
  const element = document.createElement('tr');
  for (const text of [seek.by, seconds(seek.asked), seconds(seek.begin), seek.way, bytes(seek.story?.skipped),
    bytes(seek.sent), ms(seek.story?.firstByte ?? seek.firstByte), ms(seek.firstPicture)]) {
    element.insertCell().textContent = text;
  }
  return element;
}

function seconds(value) {
  return value === null ? '–' : formatTime(value, 2);
}

function ms(value) {
  return value === null || value === undefined ? '–' : `${Math.round(value)} ms`;
}

function bytes(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return value === 0 ? '0' : value < 1e6 ? `${(value / 1e3).toFixed(1)} KB` : `${(value / 1e6).toFixed(2)} MB`;
}
