/** Kubernetes API group {@code certificates.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.certificates.v1;

import org.jspecify.annotations.NullMarked;
