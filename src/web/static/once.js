/* A key for what is sent from this page, with every try until it was taken: pressed again after an
   answer was lost, it takes effect once. */
window.zhujianOnce = () => {
  /* 128 random bits; unlike crypto.randomUUID also where a page was not opened by https */
  const fresh = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  let key = fresh();
  return {
    headers: () => ({ 'idempotency-key': key }),
    taken: () => {
      key = fresh();
    },
  };
};
