/** Kubernetes API group {@code authentication.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.authentication.v1;

import org.jspecify.annotations.NullMarked;
