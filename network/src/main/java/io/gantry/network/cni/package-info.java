@NullMarked
package io.gantry.network.cni;

import org.jspecify.annotations.NullMarked;
