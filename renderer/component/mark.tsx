/** The product's mark: a door seen from the front. Takes the colour of the text around it. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="14" height="14" rx="2" stroke="currentColor" strokeWidth="1.75" />
      <rect x="4.5" y="4.5" width="4" height="7" fill="currentColor" />
      <rect x="10.5" y="6" width="1.5" height="4" fill="currentColor" />
    </svg>
  );
}
