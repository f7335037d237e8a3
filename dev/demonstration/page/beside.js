const PATIENCE_MS = 30_000;
let times = 0;

/**
 * The same second by this plugin, by mp4.so, and from the plain file with the browser's own seek, one after another so that
 * none takes the other's time. Each is left as soon as its first picture is there.
 */
export async function showBeside(part, record, movie, cold, start) {
  // A spelling that was not used before, so that nothing comes from the browser's cache.
  const spelt = start.toFixed(2 + times++ % 20);
  const contenders = [
    {by: 'tsmp4java', url: `video/${cold}${movie.file}?start=${spelt}`},
    ...(movie.hasMp4So ? [{by: 'mp4.so', url: `mp4so/${cold}${movie.file}?start=${spelt}`}] : []),
    {by: 'plain file', url: `plain/${cold}${movie.file}`, isWhole: true},
  ];
  part.beside.disabled = true;
  part.video.pause();
  part.others.replaceChildren();
  try {
    for (const contender of contenders) {
      await show(part.others, record, contender, start);
    }
  } finally {
    part.beside.disabled = false;
  }
}

async function show(others, record, {by, url, isWhole}, start) {
  const figure = document.createElement('figure');
  const video = document.createElement('video');
  const caption = document.createElement('figcaption');
  video.muted = true;
  video.playsInline = true;
  caption.textContent = `${by}: …`;
  figure.append(video, caption);
  others.append(figure);
  const seek = record.begin(by, start, url);
  caption.textContent = await firstPicture(video, url, isWhole ? start : 0).then(picture => {
    seek.hasPicture();
    seek.shownFrom = isWhole ? start : null;
    keep(video, figure);
    return `${by}: first picture after ${Math.round(seek.firstPicture)} ms`;
  }, failure => `${by}: ${failure.message}`);
  video.removeAttribute('src');
  video.load();
  record.follow();
}

function firstPicture(video, url, inside) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no picture for 30 s')), PATIENCE_MS);
    video.addEventListener('error', () => reject(new Error(video.error?.message || 'cannot be played')), {once: true});
    const isThere = () => video.requestVideoFrameCallback(resolve);
    if (inside > 0) {
      video.addEventListener('loadedmetadata', () => { video.currentTime = inside; }, {once: true});
      video.addEventListener('seeked', () => resolve(), {once: true});
    } else {
      isThere();
    }
    video.preload = 'auto';
    video.src = url;
  });
}

/** The picture stays when its file is left. */
function keep(video, figure) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d').drawImage(video, 0, 0);
  canvas.style.width = '100%';
  video.hidden = true;
  figure.prepend(canvas);
}
