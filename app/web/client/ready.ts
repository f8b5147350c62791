const PAUSE_MS = 1000;

/** Whether a page is still being made ready; a lost connection is no reason to give up. */
const isNotReady = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(address)).status === 202;
  } catch {
    return true;
  }
};

/** A page that is not ready asks until it is, and shows it then: once, so that nothing moves for whoever reads or listens meanwhile. */
export const showWhenReady = async (): Promise<void> => {
  const link = document.querySelector<HTMLAnchorElement>('[data-not-ready] a');
  if (!link) return;
  do await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  while (await isNotReady(link.href));
  location.replace(link.href);
};
