@NullMarked
package io.gantry.network.nft;

import org.jspecify.annotations.NullMarked;
