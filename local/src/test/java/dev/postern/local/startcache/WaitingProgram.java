package dev.postern.local.startcache;

/** What the tests record: says that it runs, and ends when its input does. */
final class WaitingProgram {

  private WaitingProgram() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("running");
    System.out.flush();
    while (System.in.read() >= 0) {}
  }
}
