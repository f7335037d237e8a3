/** Takes a file that is dropped on the page, or chosen, for the movie. */
export function takeDrops({own, file}, complain) {
  const hasFile = event => event.dataTransfer?.types.includes('Files');

  async function bring(movie) {
    own.disabled = true;
    own.textContent = 'Bringing it …';
    try {
      const answer = await fetch(`drop/${encodeURIComponent(movie.name)}`, {method: 'PUT', body: movie});
      if (!answer.ok) {
        throw new Error((await answer.text()).slice(0, 300));
      }
      // Without the seek of the movie before.
      location.replace(location.pathname);
    } catch (failure) {
      complain(failure.message);
      own.disabled = false;
      own.textContent = 'Your movie';
    }
  }

  own.addEventListener('click', () => file.click());
  file.addEventListener('change', () => bring(file.files[0]));
  document.addEventListener('dragover', event => {
    if (hasFile(event)) {
      event.preventDefault();
    }
    document.documentElement.classList.toggle('drop', hasFile(event));
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) {
      document.documentElement.classList.remove('drop');
    }
  });
  document.addEventListener('drop', event => {
    document.documentElement.classList.remove('drop');
    if (hasFile(event)) {
      event.preventDefault();
      bring(event.dataTransfer.files[0]);
    }
  });
}
