/** The sign and the name of the product. */
export const Brand = () => (
  <>
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M9.500 22.500V10m0 1.200H22M9.500 16.800h8.500" />
    </svg>
    <span>Feed</span>
  </>
);
