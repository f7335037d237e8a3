import {formatTime} from './time.js';

const REST_MS = 120;
const STEP_SECONDS = 5;

/**
 * A bar of the whole movie in an element: what is loaded, what was played, the key frames where they are known. A click,
 * a tap, a drag or a key seeks. Where the pointer rests, the next seek is preloaded. seek-bar.css has its looks.
 *
 * Options: keyFrames (times in seconds), preload (true), seek: called with the second instead of player.seek.
 */
export class SeekBar {
  #element;
  #player;
  #options;
  #rest = 0;
  #isDragged = false;

  constructor(element, player, options = {}) {
    this.#element = element;
    this.#player = player;
    this.#options = {keyFrames: [], preload: true, seek: seconds => player.seek(seconds), ...options};
    element.classList.add('seek-bar');
    element.role = 'slider';
    element.tabIndex = 0;
    element.ariaLabel ??= 'Time in the movie';
    element.ariaValueMin = '0';
    element.replaceChildren(part('loaded'), part('played'), part('key-frames'), part('place'), part('tip'));
    element.addEventListener('pointermove', event => this.#point(event));
    element.addEventListener('pointerleave', () => this.#leave());
    element.addEventListener('pointerdown', event => this.#take(event));
    element.addEventListener('pointerup', event => this.#drop(event));
    element.addEventListener('pointercancel', () => this.#leave());
    element.addEventListener('keydown', event => this.#press(event));
    player.addEventListener('change', () => this.draw());
    player.addEventListener('load', () => this.draw());
    this.draw();
  }

  draw() {
    const {duration, time, buffered} = this.#player;
    const isKnown = duration > 0;
    this.#element.ariaDisabled = String(!isKnown);
    if (!isKnown) {
      return;
    }
    this.#element.ariaValueMax = duration.toFixed(1);
    this.#element.ariaValueNow = time.toFixed(1);
    this.#element.ariaValueText = `${formatTime(time)} of ${formatTime(duration)}`;
    this.#part('loaded').replaceChildren(...buffered.map(([begin, end]) => {
      const range = document.createElement('div');
      range.style.left = percent(begin / duration);
      range.style.width = percent((end - begin) / duration);
      return range;
    }));
    this.#part('played').style.width = percent(time / duration);
    this.#part('place').style.left = percent(time / duration);
    if (!this.#part('key-frames').hasChildNodes() && this.#options.keyFrames.length > 0) {
      this.#part('key-frames').append(marks(this.#options.keyFrames, duration));
    }
  }

  #part(name) {
    return this.#element.querySelector(`:scope > .${name}`);
  }

  #second(event) {
    const {left, width} = this.#element.getBoundingClientRect();
    return Math.min(Math.max(0, (event.clientX - left) / width), 1) * this.#player.duration;
  }

  #point(event) {
    const second = this.#second(event);
    if (Number.isNaN(second)) {
      return;
    }
    const tip = this.#part('tip');
    const before = this.#options.keyFrames.findLast(time => time <= second);
    tip.textContent = formatTime(second, 1) + (before === undefined ? '' : ` · key frame ${formatTime(before, 1)}`);
    const {width} = this.#element.getBoundingClientRect();
    const half = tip.offsetWidth / 2;
    const at = second / this.#player.duration * width;
    tip.style.left = `${Math.min(Math.max(half, at), Math.max(half, width - half))}px`;
    this.#element.classList.add('is-pointed');
    clearTimeout(this.#rest);
    if (this.#options.preload && !this.#isDragged) {
      this.#rest = setTimeout(() => this.#player.preload(second), REST_MS);
    }
  }

  #leave() {
    clearTimeout(this.#rest);
    this.#isDragged = false;
    this.#element.classList.remove('is-pointed');
  }

  #take(event) {
    if (event.button === 0 && this.#player.duration > 0) {
      this.#isDragged = true;
      this.#element.setPointerCapture(event.pointerId);
      this.#point(event);
    }
  }

  #drop(event) {
    clearTimeout(this.#rest);
    if (this.#isDragged) {
      this.#isDragged = false;
      this.#options.seek(this.#second(event));
    }
    if (event.pointerType !== 'mouse') {
      this.#leave();
    }
  }

  #press(event) {
    const {duration, time} = this.#player;
    const to = {
      ArrowRight: time + STEP_SECONDS, ArrowUp: time + STEP_SECONDS, ArrowLeft: time - STEP_SECONDS,
      ArrowDown: time - STEP_SECONDS, PageUp: time + duration / 10, PageDown: time - duration / 10, Home: 0, End: duration,
    }[event.key];
    if (to !== undefined && duration > 0) {
      event.preventDefault();
      this.#options.seek(Math.min(Math.max(0, to), duration));
    }
  }
}

function part(name) {
  const element = document.createElement('div');
  element.className = name;
  return element;
}

function percent(share) {
  return `${Math.min(Math.max(0, share), 1) * 100}%`;
}

/** One path, since a long movie has thousands of key frames. */
function marks(times, duration) {
  const make = name => document.createElementNS('http://www.w3.org/2000/svg', name);
  const drawing = make('svg');
  drawing.setAttribute('viewBox', `0 0 ${duration} 1`);
  drawing.setAttribute('preserveAspectRatio', 'none');
  const path = make('path');
  path.setAttribute('d', times.map(time => `M${time} 0V1`).join(''));
  drawing.append(path);
  return drawing;
}
