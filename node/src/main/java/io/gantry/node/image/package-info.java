/** Images without a registry: archives in and out of the runtime, the pause image, and test images out of Debian's packages. */
@NullMarked
package io.gantry.node.image;

import org.jspecify.annotations.NullMarked;
