/** What makes an object valid, with Kubernetes' texts. */
@NullMarked
package io.gantry.api.validation;

import org.jspecify.annotations.NullMarked;
