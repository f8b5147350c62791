/**
 * Only an address within the site: never a way to be sent elsewhere after signing in. Read as a browser reads it, which drops tabs and
 * line breaks: `/\t/elsewhere.example` is another site.
 */
export const ownAddress = (address: string): string => {
  const own = 'http://own.invalid';
  if (!address.startsWith('/') || !URL.canParse(address, own)) return '/';
  const { origin, pathname, search } = new URL(address, own);
  return origin === own && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
};
