import { ViewContext, useAddress } from './useView.js';

/**
 * Provides the view in the address to everything inside.
 * @param {{ children: import('react').ReactNode }} props
 */
export function ViewProvider({ children }) {
  return <ViewContext value={useAddress()}>{children}</ViewContext>;
}
