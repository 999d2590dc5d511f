/** Kubernetes API group {@code apiextensions.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.apiextensions.v1;

import org.jspecify.annotations.NullMarked;
