import { useMemo } from 'react';

/**
 * A QR code drawn from the server's SVG path: no image is loaded from elsewhere, and nothing else
 * of the answer becomes part of the page.
 * @param {{ svg: string, label: string }} props
 */
export function QrCode({ svg, label }) {
  const { viewBox, path } = useMemo(() => {
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
    return {
      viewBox: drawn.documentElement.getAttribute('viewBox') ?? '',
      path: drawn.querySelector('path')?.getAttribute('d') ?? '',
    };
  }, [svg]);
  if (!viewBox || !path) return null;
  return (
    <svg className="qr" viewBox={viewBox} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
