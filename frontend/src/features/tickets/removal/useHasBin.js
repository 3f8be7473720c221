import { useConfig } from '../../../domain/session/useConfig.js';

/**
 * Return whether what is deleted goes to the bin; where it does not, it is erased at once. Earlier
 * releases know no bin.
 */
export function useHasBin() {
  return Boolean(useConfig()?.bin_days);
}
