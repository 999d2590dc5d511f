/** Kubernetes API group {@code rbac.authorization.k8s.io}, version {@code v1alpha1}. */
@NullMarked
package io.gantry.api.rbac.v1alpha1;

import org.jspecify.annotations.NullMarked;
