/** Kubernetes API group {@code storage.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.storage.v1;

import org.jspecify.annotations.NullMarked;
