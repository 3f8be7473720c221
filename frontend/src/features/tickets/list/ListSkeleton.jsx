const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** The placeholder of the list while it loads; a screen reader hears it from the panel. */
export function ListSkeleton() {
  return (
    <div className="list-scroll" aria-hidden="true">
      {ROWS.map((row) => (
        <div className="row row--skeleton" key={row}>
          <span className="skeleton skeleton--dot" />
          <span className="row-main">
            <span className="skeleton skeleton--line" />
          </span>
          <span className="row-meta">
            <span className="skeleton skeleton--word" />
          </span>
        </div>
      ))}
    </div>
  );
}
