@NullMarked
package io.gantry.network.proxy;

import org.jspecify.annotations.NullMarked;
