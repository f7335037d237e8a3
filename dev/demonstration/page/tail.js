/** The lines that are written to a file of the server, each once, as they come. */
export class Tail {
  #url;
  #at = 0;
  #rest = '';

  constructor(url) {
    this.#url = url;
  }

  /** Those since the last call. */
  async lines() {
    const answer = await fetch(this.#url, {headers: {Range: `bytes=${this.#at}-`}, cache: 'no-store'});
    if (answer.status !== 206) {
      // 416: nothing new. 404: nothing yet. An empty file is a 200.
      return [];
    }
    const bytes = await answer.arrayBuffer();
    this.#at += bytes.byteLength;
    const lines = (this.#rest + new TextDecoder('latin1').decode(bytes)).split('\n');
    this.#rest = lines.pop();
    return lines;
  }
}
