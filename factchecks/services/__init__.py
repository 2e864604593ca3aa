"""Changes as verbs: one function a change, in one transaction with its event and its jobs."""
