/** Two lengths of a movie may differ by a frame, or a piece of sound. */
const ALIKE_SECONDS = 0.05;

/**
 * Lets a <video> seek in the whole movie by ?start=, where the server answers with a file that begins at the last key frame
 * at or before that second.
 *
 * Such a file counts its time from 0. This class keeps where in the movie it begins, and so speaks of the movie's time alone.
 * What is loaded already is sought in place; for all else the server is asked.
 *
 *   <video src="movie.mp4" preload="metadata"></video>
 *
 *   const player = new SeekByStart(document.querySelector('video'), 'movie.mp4');
 *   player.seek(290.12);
 *
 * Events: 'load' when a file is asked for (detail: {url, start}), 'place' when it is known where that begins (detail: {begin}),
 * 'change' when the time, the duration or what is loaded has changed, 'error' when it cannot be played (detail: {url, message}).
 */
export class SeekByStart extends EventTarget {
  #video;
  #movie;
  #options;
  #duration;
  #begin = 0;
  #asked = null;
  #isPlaced = false;
  #standby = null;

  /**
   * movie: its URL, which may have arguments. Options:
   *   duration   of the whole movie, in seconds; without it, it is learnt when the movie is loaded from 0
   *   keyFrames  their times, ascending, where you know them
   *   startName  the argument that asks for a seek: 'start'
   *   asks       true: a HEAD for each seek asks where the answer begins, and how long the movie is. It is for players that
   *              begin in the middle, and cuts with an end: for others the length of the cut says it
   */
  constructor(video, movie, options = {}) {
    super();
    this.#video = video;
    this.#movie = movie;
    this.#options = {startName: 'start', keyFrames: [], ...options};
    this.#duration = options.duration ?? NaN;
    video.addEventListener('loadedmetadata', () => this.#place());
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.#place();
    }
    for (const name of ['timeupdate', 'progress', 'seeked', 'durationchange']) {
      video.addEventListener(name, () => this.#tell('change'));
    }
    video.addEventListener('error', () => this.#fail());
  }

  /** Another URL of the same movie, for what is loaded from now on. */
  set movie(url) {
    this.#movie = url;
    this.forget();
  }

  /** Of the whole movie; NaN until it is known. */
  get duration() {
    return this.#duration;
  }

  /** Where in the movie the loaded file begins. */
  get begin() {
    return this.#begin;
  }

  /** In the movie. While a file is on its way, the time that was asked for. */
  get time() {
    if (this.#asked && !this.#isPlaced) {
      return this.#asked.start;
    }
    return this.#begin + this.#video.currentTime;
  }

  /** Where the element itself is, in the file that it has. */
  get inside() {
    return this.#video.currentTime;
  }

  /** The parts of the movie that are loaded: [begin, end] of each. */
  get buffered() {
    const ranges = this.#isPlaced ? this.#video.buffered : [];
    return Array.from(ranges, (_, i) => [this.#begin + ranges.start(i), this.#begin + ranges.end(i)]);
  }

  /** In place where that second is loaded, else by the server. More: arguments for the URL, as {end: 90.5, exact: 1}. */
  seek(seconds, more = {}) {
    const start = this.#within(seconds);
    const isHere = Object.keys(more).length === 0 && this.buffered.some(([begin, end]) => begin <= start && start < end);
    if (isHere && !this.#asked?.isSpecial) {
      this.#video.currentTime = start - this.#begin;
      this.#tell('change');
    } else {
      this.load(start, more);
    }
  }

  /** Asks the server, whatever is loaded. */
  load(seconds, more = {}) {
    const start = this.#within(seconds);
    const url = this.url(start, more);
    const goesOn = !this.#video.currentSrc || !this.#video.paused || this.#video.ended;
    this.#asked = {start, url, more, isSpecial: Object.keys(more).length > 0};
    this.#isPlaced = false;
    this.#tell('load', {url, start});
    this.#video.src = url;
    if (goesOn) {
      // Refused where the page has not been touched yet and there is sound: then the first picture stands there.
      this.#video.play().catch(() => {});
    }
  }

  /** Loads a little of what a seek to that second would play, so that the seek is served from there. */
  preload(seconds) {
    const start = this.#within(seconds);
    const url = this.url(start);
    if (this.buffered.some(([begin, end]) => begin <= start && start < end) || this.#standby?.src === url) {
      return;
    }
    this.forget();
    this.#standby = document.createElement('video');
    this.#standby.muted = true;
    this.#standby.preload = 'auto';
    this.#standby.src = url;
  }

  /** Ends what preload() began. */
  forget() {
    if (this.#standby) {
      this.#standby.removeAttribute('src');
      this.#standby.load();
      this.#standby = null;
    }
  }

  /** From 0 on it is the movie's own URL, so that caches have one copy. */
  url(start, more = {}) {
    const url = new URL(this.#movie, document.baseURI);
    const words = start > 0 ? {[this.#options.startName]: String(start), ...more} : more;
    for (const [name, value] of Object.entries(words)) {
      url.searchParams.set(name, value);
    }
    return url.href;
  }

  /** To a tenth of a second, so that a seek and the preload before it have one URL. */
  #within(seconds) {
    const last = Number.isFinite(this.#duration) ? Math.max(0, this.#duration - 0.1) : Infinity;
    return Math.round(Math.min(Math.max(0, seconds || 0), last) * 10) / 10;
  }

  async #place() {
    const asked = this.#asked;
    const begin = await this.#beginOf(asked ?? {start: 0, more: {}});
    if (asked !== this.#asked) {
      return;
    }
    this.#begin = begin;
    this.#isPlaced = true;
    if (begin === 0 && asked?.start > 0) {
      // The whole file came, or its first key frame is the one: the rest is the browser's.
      this.#video.currentTime = asked.start;
    }
    this.forget();
    this.#tell('place', {begin});
    this.#tell('change');
  }

  /** What the server says; else what is missing of the movie's length, since a cut without an end ends with the movie. */
  async #beginOf({start, url, more}) {
    const {asks, keyFrames} = this.#options;
    const isToTheEnd = !('end' in more);
    if (start === 0) {
      if (isToTheEnd && !Number.isFinite(this.#duration)) {
        this.#duration = this.#video.duration;
      }
      return 0;
    }
    if (asks) {
      const said = await fetch(url, {method: 'HEAD'}).then(answer => mapped(answer.headers), () => null);
      if (said) {
        this.#duration = said.duration;
        return said.begin;
      }
    }
    const missing = isToTheEnd ? this.#duration - this.#video.duration : NaN;
    if (Math.abs(missing) < ALIKE_SECONDS) {
      return 0;
    }
    if (more.exact) {
      return start;
    }
    return missing > 0 && missing < start + ALIKE_SECONDS ? missing : keyFrames.findLast(time => time <= start) ?? start;
  }

  #fail() {
    if (this.#video.error) {
      this.#tell('error', {url: this.#video.currentSrc, message: this.#video.error.message});
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

/** What the header Content-Range-Mapping says: "{ t:npt 36-90/0-240;key-frame } = …" is of 36 s to 90 s of 240 s. */
function mapped(headers) {
  const found = /t:npt ([\d.]+)-[\d.]*\/[\d.]+-([\d.]+)/.exec(headers.get('Content-Range-Mapping') ?? '');
  return found && {begin: Number(found[1]), duration: Number(found[2])};
}
