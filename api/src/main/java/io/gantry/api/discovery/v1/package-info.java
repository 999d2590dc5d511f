/** Kubernetes API group {@code discovery.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.discovery.v1;

import org.jspecify.annotations.NullMarked;
