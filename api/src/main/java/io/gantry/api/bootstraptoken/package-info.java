/** Bootstrap tokens: by which new nodes introduce themselves. */
@NullMarked
package io.gantry.api.bootstraptoken;

import org.jspecify.annotations.NullMarked;
