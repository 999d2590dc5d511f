/** Kubernetes API group {@code policy}, version {@code v1}. */
@NullMarked
package io.gantry.api.policy.v1;

import org.jspecify.annotations.NullMarked;
