/* Proof of work of a submission without log-in: the question comes from the API, workers share the
   search for its answer, the first one to find it wins. */
window.proofOfWork = async (challengeHref) => {
  if (!window.crypto?.subtle) throw new Error('no Web Crypto: the page was not opened by https');
  const response = await fetch(challengeHref, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`no question: ${response.status}`);
  const challenge = await response.json();
  const count = Math.min(8, Math.max(1, navigator.hardwareConcurrency || 2));
  const workers = Array.from({ length: count }, () => new Worker('/assets/proof-worker.js'));
  try {
    const solution = await Promise.race(
      workers.map(
        (worker, counterStart) =>
          new Promise((resolve, reject) => {
            worker.addEventListener('error', reject);
            worker.addEventListener('message', ({ data }) =>
              data?.derivedKey ? resolve(data) : reject(new Error('no answer')),
            );
            worker.postMessage({ type: 'work', challenge, counterStart, counterStep: count });
          }),
      ),
    );
    return btoa(JSON.stringify({ challenge, solution }));
  } finally {
    for (const worker of workers) worker.terminate();
  }
};
