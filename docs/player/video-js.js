import {SeekByStart} from './seek-by-start.js';

/**
 * Lets video.js 7 and 8 seek by ?start=, with its own bar of the whole movie. Once, before players are made:
 *
 *   useSeekByStart(videojs);
 *
 * Options: those of SeekByStart.
 */
export function useSeekByStart(videojs, options = {}) {
  videojs.use('video/mp4', player => {
    let seeker;
    return {
      setSource(source, next) {
        this.movie = source.src;
        next(null, source);
      },
      setTech(tech) {
        seeker = new SeekByStart(tech.el(), this.movie, options);
        seeker.addEventListener('change', () => player.trigger('durationchange'));
      },
      currentTime: () => seeker.time,
      duration: seconds => seeker.duration > 0 ? seeker.duration : seconds,
      buffered: () => videojs.createTimeRanges(seeker.buffered),
      seekable: () => videojs.createTimeRanges(seeker.duration > 0 ? [[0, seeker.duration]] : []),
      setCurrentTime(seconds) {
        seeker.seek(seconds);
        return seeker.inside;
      },
    };
  });
}
