/**
 * What the API server serves, asked over its own HTTPS endpoint: every resource, verb and media type of Kubernetes 1.36, and
 * the table of them in {@code docs/api-coverage.md}.
 */
@NullMarked
package io.gantry.testkit.coverage;

import org.jspecify.annotations.NullMarked;
