/** Kubernetes API group {@code admissionregistration.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.admissionregistration.v1;

import org.jspecify.annotations.NullMarked;
