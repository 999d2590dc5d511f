package io.gantry.network.nft;

/** nftables refused commands, or cannot be used at all. The message is nft's own error with the commands' first lines. */
public final class NftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NftException(String message) {
        super(message);
    }

    public NftException(String message, Throwable cause) {
        super(message, cause);
    }
}
