/** The shape of the dashboard before the dashboard. */
export function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="dashboard-skeleton">
      <div className="figures">
        <div className="glass figure skeleton" />
        <div className="glass figure skeleton" />
        <div className="glass figure skeleton" />
        <div className="glass figure skeleton" />
      </div>
      <div className="charts">
        <div className="glass chart-card skeleton" data-wide />
        <div className="glass chart-card skeleton" />
        <div className="glass chart-card skeleton" />
      </div>
    </div>
  );
}
