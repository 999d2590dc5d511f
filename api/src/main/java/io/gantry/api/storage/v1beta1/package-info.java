/** Kubernetes API group {@code storage.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.storage.v1beta1;

import org.jspecify.annotations.NullMarked;
