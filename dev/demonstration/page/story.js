// "[Nov 28 14:09:10.123] … [7] asked: start=97.5 end= exact=0 of http://host/path"
const LINE = /(\d+):(\d+):(\d+)\.(\d+)\].*? \[(\d+)\] (asked: .*|the client gets .*|\w+ -> \w+: .*)$/;

const CACHE = /(?:fresh|stale) in the cache|being written to the cache|not in the cache|not cached/;

/** What Traffic Server says of one seek under its debug tag: docs/TROUBLESHOOT.md, "See more". */
export class Story {
  number;
  path;
  start;
  begin = null;
  skipped = null;
  size = null;
  firstByte = null;
  isOver = false;
  #askedAt;
  #cache = '';
  #isIndexKnown = true;
  #read = '';
  #declined = '';

  constructor(number, path, start, askedAt) {
    Object.assign(this, {number, path, start});
    this.#askedAt = askedAt;
  }

  /** Which way the bytes came, in words; … until it is known. */
  get way() {
    if (this.#declined) {
      return `whole file: ${this.#declined}`;
    }
    const isFromOrigin = this.#read.includes('origin');
    const how = this.#read.startsWith('from its first byte') ? 'read from its first byte on'
      : isFromOrigin ? 'the origin is asked for the cut alone' : this.#isIndexKnown ? 'index known' : 'index read now';
    const where = {
      'fresh in the cache': 'warm', 'stale in the cache': 'stale', 'being written to the cache': 'fill running',
      'not in the cache': 'cold', 'not cached': 'not cached',
    }[this.#cache] ?? '';
    return where && this.#read ? `${where}: ${how}` : this.isOver ? where : '…';
  }

  add(time, text) {
    this.#cache = CACHE.exec(text)?.[0] ?? this.#cache;
    this.#isIndexKnown &&= !text.includes('index read now');
    this.#read = /; read (.*)$/.exec(text)?.[1] ?? this.#read;
    this.#declined = / declined: (?:declined: )?(.*)$/.exec(text)?.[1] ?? this.#declined;
    const begin = number(/begins at (\d+) ms/, text);
    this.begin = begin === null ? this.begin : begin / 1000;
    this.skipped = number(/(\d+) skipped/, text) ?? this.skipped;
    this.size = number(/of a cut of (\d+)/, text) ?? this.size;
    if (text.startsWith('the client gets')) {
      this.firstByte = time - this.#askedAt;
    }
    this.isOver ||= text.includes('-> done');
  }
}

function number(pattern, text) {
  const found = pattern.exec(text);
  return found ? Number(found[1]) : null;
}

/** All of them, by the number of their transaction. */
export class Stories {
  #all = new Map();

  /** Of the newest; the first is 0 or 1. */
  get last() {
    return Math.max(-1, ...this.#all.keys());
  }

  take(line) {
    const found = LINE.exec(line);
    if (!found) {
      return;
    }
    const [hours, minutes, seconds, fraction] = found.slice(1, 5);
    const time = ((hours * 60 + +minutes) * 60 + +seconds) * 1000 + +fraction;
    const number = +found[5];
    const asked = /^asked: start=(\S*) end=\S* exact=\d of \S+?:\/\/[^/]*(\/[^?]*)/.exec(found[6]);
    if (asked) {
      this.#all.set(number, new Story(number, asked[2], asked[1], time));
    } else {
      this.#all.get(number)?.add(time, found[6]);
    }
  }

  /** The first of this path and start behind a number; undefined while there is none. */
  find(path, start, after) {
    return [...this.#all.values()].find(each => each.number > after && each.path === path && each.start === start);
  }
}
