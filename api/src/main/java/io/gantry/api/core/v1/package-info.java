/** Kubernetes API group {@code core}, version {@code v1}. */
@NullMarked
package io.gantry.api.core.v1;

import org.jspecify.annotations.NullMarked;
