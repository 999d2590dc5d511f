/** Kubernetes API group {@code meta}, version {@code v1}. */
@NullMarked
package io.gantry.api.meta.v1;

import org.jspecify.annotations.NullMarked;
