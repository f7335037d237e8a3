/** Times as people write them: 90, 90.5, 90s, 1:30, 1:02:03.5 become seconds; all else NaN. */
export function parseTime(text) {
  const found = /^(?:(?:(\d+):)?(\d+):)?(\d*[.,]?\d+|\d+[.,])s?$/.exec(String(text).trim());
  if (!found) {
    return NaN;
  }
  const [hours, minutes, seconds] = found.slice(1).map(part => Number((part ?? '0').replace(',', '.')));
  return hours * 3600 + minutes * 60 + seconds;
}

/** 5430.25 as 1:30:30, with digits behind the point where they are asked for. */
export function formatTime(seconds, digits = 0) {
  const unit = 10 ** digits;
  const ticks = Math.floor(Math.max(0, seconds) * unit + 1e-6);
  const whole = Math.floor(ticks / unit);
  const two = number => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const start = hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`;
  const fraction = digits > 0 ? '.' + String(ticks % unit).padStart(digits, '0') : '';
  return `${start}:${two(whole % 60)}${fraction}`;
}
