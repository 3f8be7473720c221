import { ViewContext, useAddress } from './useView.js';

/**
 * Tells all that is in it what the person looks at.
 * @param {{ children: import('react').ReactNode }} props
 */
export function ViewProvider({ children }) {
  return <ViewContext value={useAddress()}>{children}</ViewContext>;
}
