import {SeekBar} from './player/seek-bar.js';
import {SeekByStart} from './player/seek-by-start.js';
import {formatTime, parseTime} from './player/time.js';
import {showBeside} from './beside.js';
import {takeDrops} from './drop.js';
import {Record} from './record.js';

const movie = await (await fetch('movie.json')).json();
const part = Object.fromEntries(Array.from(document.querySelectorAll('[id]'), each => [each.id, each]));
const {video} = part;
const record = new Record(part, movie);
/** A folder of a name that no cache has seen; '' = the movie's own place. */
let cold = '';

const player = new SeekByStart(video, url('video'), {duration: movie.duration, keyFrames: movie.keyFrames});
// Each seek is asked of the server, and none ahead, so that the page shows what one does.
new SeekBar(part.bar, player, {keyFrames: movie.keyFrames, preload: false, seek: second => ask(second.toFixed(1))});

function url(folder) {
  return `${folder}/${cold}${movie.file}`;
}

/** What the form says, with the times in seconds. */
function asked() {
  const start = time(part.start);
  const end = part.end.value.trim() === '' ? null : time(part.end);
  if (end !== null && end <= start) {
    throw new Error(`The end, ${formatTime(end, 1)}, is not behind the start, ${formatTime(start, 1)}.`);
  }
  return {start, more: {...(end === null ? {} : {end: String(end)}), ...(part.exact.checked ? {exact: '1'} : {})}};
}

function time(input) {
  const seconds = parseTime(input.value);
  if (Number.isNaN(seconds)) {
    input.focus();
    throw new Error(`“${input.value}” is no time. Write seconds, as 97.5, or 1:37.5.`);
  }
  return seconds;
}

function ask(start) {
  part.start.value = formatTime(Number(start), 1);
  seek();
}

function seek() {
  attempt(() => {
    const {start, more} = asked();
    player.load(start, more);
    history.replaceState(null, '', `#${new URLSearchParams({start, ...more})}`);
  });
}

/** What goes wrong is said on the page. */
function attempt(work) {
  part.error.hidden = true;
  try {
    work();
  } catch (failure) {
    complain(failure.message);
  }
}

function complain(text) {
  part.error.textContent = text;
  part.error.hidden = false;
}

/** A link of this page: #start=97.5&end=120&exact=1, or with 1:37.5. */
function followLink() {
  const words = new URLSearchParams(location.hash.slice(1));
  if (words.has('start')) {
    part.start.value = words.get('start');
    part.end.value = words.get('end') ?? '';
    part.exact.checked = words.get('exact') === '1';
    seek();
  }
}

player.addEventListener('load', ({detail}) => {
  const begun = record.begin('tsmp4java', detail.start, detail.url);
  video.requestVideoFrameCallback?.(() => begun.hasPicture());
});
player.addEventListener('change', () => {
  part.time.textContent = `${formatTime(player.time, 1)} of ${formatTime(movie.duration, 1)}`;
});
player.addEventListener('error', async ({detail}) => {
  const answer = await fetch(detail.url, {headers: {Range: 'bytes=0-999'}}).catch(failure => failure);
  complain(answer.ok ? `The browser cannot play this file: ${detail.message || 'it does not know its kind'}.`
    : answer instanceof Response ? `The server says ${answer.status}: ${(await answer.text()).slice(0, 300)}`
      : 'The server does not answer. Does dev/demo still run?');
});
for (const name of ['play', 'pause', 'ended', 'volumechange']) {
  video.addEventListener(name, () => {
    part.play.textContent = video.paused || video.ended ? 'Play' : 'Stop';
    part.mute.ariaPressed = String(video.muted);
  });
}

function playOrStop() {
  if (!video.currentSrc) {
    seek();
  } else if (video.paused) {
    video.play().catch(() => {});
  } else {
    video.pause();
  }
}

const actions = {
  play: playOrStop,
  mute: () => { video.muted = !video.muted; },
  full: () => document.fullscreenElement ? document.exitFullscreen() : part.stage.requestFullscreen?.(),
  share: async () => {
    await navigator.clipboard.writeText(location.href);
    part.share.textContent = 'Copied';
  },
  cold: () => {
    cold = `cold-${Date.now().toString(36)}/`;
    player.movie = url('video');
    seek();
  },
  beside: () => attempt(() => showBeside(part, record, movie, cold, asked().start)),
};
for (const [name, action] of Object.entries(actions)) {
  part[name].addEventListener('click', action);
}
video.addEventListener('click', playOrStop);
part.form.addEventListener('submit', event => {
  event.preventDefault();
  seek();
});
document.addEventListener('keydown', event => {
  const step = {ArrowLeft: -5, ArrowRight: 5}[event.key];
  const action = {' ': 'play', k: 'play', m: 'mute', f: 'full'}[event.key.toLowerCase()];
  const isOthers = event.defaultPrevented || event.target.closest('input, button, a, .scroll');
  if (isOthers || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (step || action) {
    event.preventDefault();
    step ? ask(Math.max(0, player.time + step).toFixed(1)) : actions[action]();
  }
});

takeDrops(part, complain);
part.player.href = `player/?movie=/${url('video')}`;
document.title = `${movie.name}: a seek through Traffic Server`;
part.time.textContent = `${formatTime(0, 1)} of ${formatTime(movie.duration, 1)}`;
part.beside.textContent = movie.hasMp4So ? 'Show it beside mp4.so and a plain file' : 'Show it beside a plain file';
await record.open();
addEventListener('hashchange', followLink);
followLink();
// For tests, and for who looks at it in the browser's console.
window.player = player;
document.documentElement.dataset.ready = 'yes';
