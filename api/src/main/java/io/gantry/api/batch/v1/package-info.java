/** Kubernetes API group {@code batch}, version {@code v1}. */
@NullMarked
package io.gantry.api.batch.v1;

import org.jspecify.annotations.NullMarked;
