/** What names, labels and keys may look like, with Kubernetes' sentences about what is wrong. */
@NullMarked
package io.gantry.api.names;

import org.jspecify.annotations.NullMarked;
