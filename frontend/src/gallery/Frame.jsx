import { addressOf } from './place.js';

const HEIGHTS = { page: 720, overlay: 480, shell: 160 };

/**
 * A specimen in a page of its own, which comes when it is near.
 * @param {{ specimen: import('./specimen.js').Specimen, theme: string }} props
 */
export function Frame({ specimen: { name, alone = 'page', height = HEIGHTS[alone] }, theme }) {
  return (
    <iframe
      className="gallery-stage"
      data-theme={theme}
      data-specimen={name}
      data-alone={alone}
      title={`${name}, ${theme}`}
      src={addressOf(name, theme)}
      height={height}
      loading="lazy"
    />
  );
}
