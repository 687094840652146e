"""The measures of `docs/method.md`: pure functions from pages to figures. No wording, no drawing."""
