/** Kubernetes API group {@code networking.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.networking.v1;

import org.jspecify.annotations.NullMarked;
