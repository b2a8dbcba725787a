package dev.inkling.ingest.demo;

/**
 * Kinds of sample shopper. The shares are chosen so that about 60 % leave within two moments, 5 to 8 % put something into the cart and 2
 * to 3 % buy: cart = Σ share · cart, purchase = Σ share · cart · buy.
 */
public enum Persona {
    /** Lands and is gone. */
    BOUNCER(0.60, 0, 0),
    /** Looks around without a plan. */
    BROWSER(0.14, 0.05, 0.20),
    /** Compares, reads, measures. */
    RESEARCHER(0.09, 0.18, 0.35),
    /** Trusts what other shoppers show and say. */
    SOCIAL_PROOF_SEEKER(0.07, 0.17, 0.35),
    /** Hunts for the price. */
    BARGAIN_HUNTER(0.05, 0.20, 0.30),
    /** Knows what it will be. */
    DECIDED_BUYER(0.05, 0.40, 0.60);

    private final double share;
    private final double cart;
    private final double buy;

    Persona(final double share, final double cart, final double buy) {
        this.share = share;
        this.cart = cart;
        this.buy = buy;
    }

    /**
     * Part of all shoppers.
     *
     * @return 0 to 1; all shares sum to 1
     */
    public double share() {
        return share;
    }

    /**
     * Chance that such a shopper puts something into the cart.
     *
     * @return 0 to 1
     */
    public double cart() {
        return cart;
    }

    /**
     * Chance that one with a cart buys.
     *
     * @return 0 to 1
     */
    public double buy() {
        return buy;
    }

    /**
     * The persona that a uniform number falls on.
     *
     * @param uniform 0 to 1, 1 excluded
     * @return the persona
     */
    static Persona of(final double uniform) {
        double sum = 0;
        for (final Persona persona : values()) {
            sum += persona.share;
            if (uniform < sum) {
                return persona;
            }
        }
        return DECIDED_BUYER;
    }
}
