@NullMarked
package io.gantry.network.host;

import org.jspecify.annotations.NullMarked;
