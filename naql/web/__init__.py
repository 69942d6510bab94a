"""The local web page: a ledger to read in a browser. It changes nothing, and no request leaves the machine."""
