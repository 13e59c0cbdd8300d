/** A mistake of the user, told in one line. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  Problem(String message) {
    super(message);
  }
}
