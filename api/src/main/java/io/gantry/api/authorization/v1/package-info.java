/** Kubernetes API group {@code authorization.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.authorization.v1;

import org.jspecify.annotations.NullMarked;
