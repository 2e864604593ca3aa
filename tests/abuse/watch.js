// Put into every page: tells what the policy has stopped there.
document.addEventListener("securitypolicyviolation", (event) => {
  window.ran(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`).catch(() => {});
});
