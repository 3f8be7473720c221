const FIGURES = ['created', 'open', 'perDay', 'rate'];
const CHARTS = ['series', 'priority', 'category', 'status'];

/** The shape of the dashboard before the dashboard. */
export function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="dashboard-skeleton">
      <div className="figures">
        {FIGURES.map((name) => (
          <div key={name} className="glass figure skeleton" />
        ))}
      </div>
      <div className="charts">
        {CHARTS.map((name) => (
          <div key={name} className="glass chart-card skeleton" data-place={name} />
        ))}
      </div>
    </div>
  );
}
